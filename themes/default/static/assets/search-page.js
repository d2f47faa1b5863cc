// The results page: the query is in the address, so that a search can be linked and the back button works.
import { search } from "../search/search.js";

const PAGE = 10;
const form = document.getElementById("search-form");
const input = document.getElementById("search-words");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
const site = new URL("../", import.meta.url);
let turn = 0;
let shown = PAGE;

function say(key, values = {}) {
  status.textContent = status.dataset[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// Reports keep their Chinese titles and texts on the pages of other languages.
function markLanguage(element) {
  if (!document.documentElement.lang.startsWith("zh") && /\p{Script=Han}/u.test(element.textContent)) {
    element.lang = "zh-Hans";
  }
}

function item({ url, title, excerpt, anchor }) {
  const link = document.createElement("a");
  link.href = new URL(url.replace(/^\//, ""), site) + (anchor ? `#${anchor}` : "");
  link.textContent = title;
  markLanguage(link);
  const passage = document.createElement("p");
  const parsed = new DOMParser().parseFromString(excerpt, "text/html");
  for (const node of parsed.body.childNodes) {
    const part = document.createElement(node.nodeName === "MARK" ? "mark" : "span");
    part.textContent = node.textContent;
    markLanguage(part);
    passage.append(part);
  }
  const entry = document.createElement("li");
  entry.append(link, passage);
  return entry;
}

async function show(query) {
  const mine = ++turn;
  input.value = query;
  if (!query) {
    list.replaceChildren();
    status.textContent = "";
    more.hidden = true;
    return;
  }
  say("searching");
  try {
    const { total, results } = await search(query, { limit: shown });
    if (mine !== turn) {
      return;
    }
    const before = list.children.length;
    list.replaceChildren(...results.map(item));
    more.hidden = total <= shown;
    say(total === 0 ? "none" : total === 1 ? "one" : "many", { query, total });
    if (shown > PAGE && before) {
      list.children[before]?.querySelector("a").focus();
    }
  } catch {
    if (mine === turn) {
      list.replaceChildren();
      more.hidden = true;
      say("failed");
    }
  }
}

function asked() {
  return (new URLSearchParams(location.search).get("q") ?? "").trim();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const query = input.value.trim();
  const address = new URL(location.href);
  address.searchParams.set("q", query);
  history.pushState(null, "", address);
  shown = PAGE;
  show(query);
});
more.addEventListener("click", () => {
  shown += PAGE;
  show(asked());
});
addEventListener("popstate", () => {
  shown = PAGE;
  show(asked());
});
show(asked());
