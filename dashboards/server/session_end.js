// When the server says that a log-in is over, go to the log-in page and come back here after it.
(() => {
  const LOGGED_OUT = 4401;  // server/gate/websocket.py
  const Plain = window.WebSocket;
  const leave = () => window.location.reload();
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      let opened = false;
      this.addEventListener("open", () => { opened = true; });
      this.addEventListener("close", (event) => {
        if (event.code === LOGGED_OUT) leave();
        if (!opened) {  // refused at the handshake: for want of a log-in, or because the server is away
          fetch(window.location.href, { redirect: "manual" }).then(
            (answer) => { if (answer.type === "opaqueredirect") leave(); }, () => {});
        }
      });
    }
  };
})();
