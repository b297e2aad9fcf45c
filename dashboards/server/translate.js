// Replaces Streamlit's built-in English words, in text and in labels for screen readers. Only whole, known phrases.
(function () {
  const words = __WORDS__;
  const patterns = [
    [/^(?:Limit )?(\d+(?:\.\d+)?)\s?([KMG]B) per file(?:\s*•\s*(.*))?$/, function (m) {
      return "每个文件不超过 " + m[1] + " " + m[2] + (m[3] ? "，格式 " + m[3] : "");
    }],
    [/^(\d+(?:\.\d+)?[KMG]B) per file$/, function (m) { return "每个文件不超过 " + m[1]; }],
    [/^Showing page (\d+) of (\d+)$/, function (m) { return "第 " + m[1] + " 页，共 " + m[2] + " 页"; }],
    [/^File must be (.*) or smaller\.$/, function (m) { return "文件不得超过 " + m[1] + "。"; }],
    [/^(.*) files are not allowed\.$/, function (m) { return "不接受 " + m[1] + " 文件。"; }],
    [/^Selected (.*)\. (.*)$/, function (m) { return "已选 " + m[1] + "。" + m[2]; }],
    [/^Add: (.*)$/, function (m) { return "就用“" + m[1] + "”"; }],
    [/^Remove (.*)$/, function (m) { return "移除：" + m[1]; }],
    [/^(\d+) options? available\.$/, function (m) { return "有 " + m[1] + " 项可选。"; }],
    [/^You can only select up to (\d+) options?\. Remove an option first\.$/, function (m) {
      return "最多选 " + m[1] + " 个，请先移除一个。";
    }],
    [/^Help for (.*)$/, function (m) { return "说明：" + m[1]; }],
    [/^(Fullscreen|Close fullscreen|Search|Show\/hide columns|Download as CSV): (.*)$/, function (m) {
      return (words[m[1]] || m[1]) + "：" + m[2];
    }],
    [/^Page not found.*$/, function () { return "没有这一页"; }],
  ];
  const attributes = ["aria-label", "title", "placeholder", "alt"];
  function chinese(text) {
    const bare = text.trim().replace(/\s+/g, " ");
    if (!bare || !/[A-Za-z]{2}/.test(bare)) return null;
    if (Object.prototype.hasOwnProperty.call(words, bare)) return words[bare];
    for (const [pattern, say] of patterns) {
      const found = bare.match(pattern);
      if (found) return say(found);
    }
    return null;
  }
  function mend(node) {
    if (node.nodeType === 3) {
      const parent = node.parentElement;
      if (parent && /^(SCRIPT|STYLE|TEXTAREA|CODE|PRE)$/.test(parent.tagName)) return;
      if (parent && parent.getAttribute("data-testid") === "stIconMaterial") return; // an icon font spells its pictures
      const said = chinese(node.nodeValue);
      if (said !== null && said !== node.nodeValue) node.nodeValue = said;
    } else if (node.nodeType === 1) {
      for (const name of attributes) {
        const value = node.getAttribute(name);
        if (!value) continue;
        const said = chinese(value);
        if (said !== null && said !== value) node.setAttribute(name, said);
      }
      for (const child of node.childNodes) mend(child);
    }
  }
  new MutationObserver(function (changes) {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(mend);
      else mend(change.target);
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes,
  });
  document.addEventListener("DOMContentLoaded", function () { mend(document.body); });
})();
