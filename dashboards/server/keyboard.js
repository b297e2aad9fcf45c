// A box that scrolls can be reached with the Tab key and moved with the arrows; one that does not scroll is no stop.
(function () {
  const boxes = '[class*="st-key-wide_"], [class*="st-key-chart_"]';
  let planned = false;
  function mend() {
    planned = false;
    for (const box of document.querySelectorAll(boxes)) {
      const scrolls = box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;
      if (scrolls) {
        box.tabIndex = 0;
        box.setAttribute("role", "region");
        box.setAttribute("aria-label", "图表，可以滚动");
      } else if (box.tabIndex === 0) {
        for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
      }
    }
  }
  function plan() {
    if (!planned) {
      planned = true;
      setTimeout(mend, 100);
    }
  }
  new MutationObserver(plan).observe(document.documentElement, { subtree: true, childList: true });
  window.addEventListener("resize", plan);
})();
