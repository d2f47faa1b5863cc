// In each page of the preview: keeps the reader's place over reloads, shows what is wrong, and follows changes, of
// which livereload tells.
(() => {
  const script = document.currentScript;
  const own = new URL(".", script.src);
  const { address } = script.dataset;
  let { mark } = script.dataset;

  // The reader's place: how far the page is scrolled, and which panels are open.

  const placeKey = `yangguang-preview-place ${location.pathname}`;
  const hiddenKey = "yangguang-preview-hidden";

  const remember = (key, value) => {
    try {
      sessionStorage.setItem(key, value);
    } catch {
      // A browser that forbids storage forgets the place.
    }
  };

  const recall = (key) => {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  };

  const panels = (page = document) => {
    const seen = new Map();
    return [...page.querySelectorAll("details")].map((panel) => {
      const name = panel.id || (panel.querySelector("summary")?.textContent ?? "").trim();
      seen.set(name, (seen.get(name) ?? 0) + 1);
      return [`${name} ${seen.get(name)}`, panel];
    });
  };

  const placeNow = () => ({
    x: scrollX,
    y: scrollY,
    open: Object.fromEntries(panels().map(([name, panel]) => [name, panel.open])),
  });

  const openPanels = (page, { open }) => {
    for (const [name, panel] of panels(page)) panel.open = open[name] ?? panel.open;
  };

  const comeBack = ({ x, y }) => {
    scrollTo({ left: x, top: y, behavior: "instant" });
    return scrollY;
  };

  addEventListener("pagehide", () => remember(placeKey, JSON.stringify(placeNow())));
  const place = recall(placeKey);
  if (place && performance.getEntriesByType("navigation")[0]?.type === "reload") {
    const root = document.documentElement;
    let reached = 0;
    history.scrollRestoration = "manual";
    root.style.visibility = "hidden";
    document.addEventListener("DOMContentLoaded", () => {
      openPanels(document, JSON.parse(place));
      reached = comeBack(JSON.parse(place));
      root.style.removeProperty("visibility");
      if (!root.getAttribute("style")) root.removeAttribute("style");
    });
    addEventListener("load", () => {
      // What came late may have made the page longer; a reader who has moved on is left alone.
      if (scrollY === reached) comeBack(JSON.parse(place));
      history.scrollRestoration = "auto";
    });
  }

  // What is wrong, in a shadow tree of its own.

  const overlayHost = () => document.getElementById("yangguang-preview");

  const overlay = () => {
    const host = overlayHost();
    if (!host) return null;
    if (!host.shadowRoot) {
      const template = host.querySelector("template");
      host.attachShadow({ mode: "open" }).append(template.content);
      template.remove();
    }
    return host.shadowRoot.getElementById("problems");
  };

  const begin = () => {
    const section = overlay()?.querySelector("section");
    if (!section) return;
    const details = section.querySelector("details");
    if (!details) return;
    details.open = recall(hiddenKey) !== section.dataset.key;
    details.addEventListener("toggle", () => remember(hiddenKey, details.open ? "" : section.dataset.key));
    if (details.open) details.querySelector("summary").focus({ preventScroll: true });
  };

  const show = (problems) => {
    const into = overlay();
    const fresh = document.createElement("template");
    fresh.innerHTML = problems;
    const key = fresh.content.querySelector("section")?.dataset.key;
    if (!into || key === into.querySelector("section")?.dataset.key) return;
    into.replaceChildren(fresh.content);
    begin();
  };

  document.addEventListener("DOMContentLoaded", begin);
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && overlay()?.querySelector("details[open]");
    if (open) open.open = false;
  });

  // Of a page without scripts, what differs is exchanged: that is faster than to load it, and does not flicker.

  const livereload = document.createElement("script");

  const isOurs = (element) => element === script || element === livereload;

  // What an exchange leaves as it is: the head but for the title, and the attributes of the outer elements.
  const frame = ({ documentElement, head, body }) => {
    const rest = [...head.children].filter((child) => !isOurs(child) && child.tagName !== "TITLE");
    return [documentElement.cloneNode(), body.cloneNode(), ...rest].map((element) => element.outerHTML).join("\n");
  };

  const exchangeNode = (old, fresh) => {
    if (old.isEqualNode(fresh)) return;
    const [from, to] = [old, fresh].map((node) => [...node.childNodes]);
    if (from.length && from.length === to.length && old.cloneNode().isEqualNode(fresh.cloneNode())) {
      from.forEach((child, place) => exchangeNode(child, to[place]));
    } else {
      old.replaceWith(fresh);
    }
  };

  const hasLooseText = ({ body }) => [...body.childNodes].some((node) => node.nodeType === 3 && node.data.trim());

  const exchange = (page) => {
    const fresh = new DOMParser().parseFromString(page, "text/html");
    const host = overlayHost();
    const scripts = fresh.scripts.length || [...document.scripts].some((element) => !isOurs(element));
    if (scripts || hasLooseText(fresh) || hasLooseText(document)) return false;
    if (host?.parentNode !== document.body || frame(fresh) !== frame(document)) return false;
    const place = placeNow();
    const focused = document.activeElement.id;
    openPanels(fresh, place);
    const [from, to] = [document, fresh].map(({ body }) => [...body.children].filter((child) => child !== host));
    if (from.length === to.length) {
      from.forEach((child, number) => exchangeNode(child, to[number]));
    } else {
      from.forEach((child) => child.remove());
      host.before(...to);
    }
    document.title = fresh.title;
    // An addressed part that is new is marked anew, which moves the page; then the reader's place is taken again.
    if (location.hash && !document.querySelector(":target")) location.replace(location.hash);
    if (focused && document.activeElement === document.body) {
      document.getElementById(focused)?.focus({ preventScroll: true });
    }
    comeBack(place);
    return true;
  };

  // Changes.

  let asking = false;
  let askAgain = false;

  const ask = async () => {
    const query = new URLSearchParams({ address, mark });
    const answer = await fetch(new URL(`state?${query}`, own), { cache: "no-store" });
    if (!answer.ok) return;
    const state = await answer.json();
    show(state.problems);
    mark ||= state.mark;
    if (state.mark === mark) return;
    if (state.page && exchange(state.page)) mark = state.mark;
    else location.reload();
  };

  const askOnce = async () => {
    askAgain = true;
    if (asking) return;
    asking = true;
    try {
      while (askAgain) {
        askAgain = false;
        await ask();
      }
    } catch {
      // The server has gone; livereload tells when it is back.
    } finally {
      asking = false;
    }
  };

  window.LiveReloadPluginYangguang = class {
    static identifier = "yangguang";
    static version = "1";

    // True tells livereload that there is nothing left to do.
    reload(path) {
      const style = path.endsWith(".css");
      if (style) mark = "";
      askOnce();
      return !style;
    }
  };
  // A change may have come between the loading of the page and the connection.
  document.addEventListener("LiveReloadConnect", askOnce);

  // Livereload asks for ws://HOST:PORT/livereload. What it takes for the port may hold a path, too.
  const port = location.port || (location.protocol === "https:" ? 443 : 80);
  const options = `host=${location.hostname}&port=${port}${own.pathname.slice(0, -1)}&mindelay=200&maxdelay=2000`;
  livereload.src = `${own}livereload.js?${options}`;
  script.after(livereload);
})();
