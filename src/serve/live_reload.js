// Reloads the page when a build changed the site; shows what is wrong when a build failed.
(() => {
  const loaded = Number(document.currentScript.dataset.build);
  let events = null;
  let overlay = null;

  const hide = () => {
    overlay?.remove();
    overlay = null;
  };

  const show = (failure) => {
    hide();
    overlay = document.createElement("div");
    overlay.style.cssText =
      "all: initial; position: fixed; inset: 0; z-index: 2147483647; overflow: auto;" +
      "background: #1c1c1cf2; color: #eee; padding: 2rem; cursor: default;";
    overlay.setAttribute("role", "alert");
    const title = document.createElement("h1");
    title.textContent = "The site has errors. This is the last good one.";
    title.style.cssText = "all: unset; display: block; font: bold 1rem system-ui, sans-serif; color: #ff8a80; margin-bottom: 1rem;";
    const text = document.createElement("pre");
    text.textContent = failure;
    text.style.cssText = "all: unset; display: block; font: 0.875rem/1.4 ui-monospace, monospace; white-space: pre;";
    const advice = document.createElement("p");
    advice.textContent = "Goes away with the next good build, or with Escape.";
    advice.style.cssText = "all: unset; display: block; font: 0.875rem system-ui, sans-serif; color: #aaa; margin-top: 1rem;";
    overlay.append(title, text, advice);
    document.body.append(overlay);
  };

  const connect = () => {
    if (events) return;
    events = new EventSource("/-/livereload");
    events.addEventListener("state", (event) => {
      const state = JSON.parse(event.data);
      if (state.failure !== null) show(state.failure);
      else if (state.build !== loaded) location.reload();
      else hide();
    });
  };

  // Browsers keep few connections to one host: a tab that isn't looked at gives its own back,
  // and learns what it missed when it connects again.
  const disconnect = () => {
    events?.close();
    events = null;
  };
  const follow = () => (document.hidden ? disconnect() : connect());

  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", follow);
  document.addEventListener("visibilitychange", follow);
  document.readyState === "loading" ? addEventListener("DOMContentLoaded", follow) : follow();
})();
