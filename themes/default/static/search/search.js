// The one door to full-text search: Pagefind's bundles of the pages in the language of the page that asks.

const folder = new URL("../pagefind/", import.meta.url);
const language = document.documentElement.lang.toLowerCase();
let indexes;

// The bundles of this page's language; of all languages on a page in one that the site does not have.
async function bundles() {
  const answer = await fetch(new URL("shards.json", folder), { cache: "no-cache" });
  const shards = await answer.json();
  const listed = shards[language] ?? Object.values(shards).flat();
  return listed.map((shard) => new URL(`${shard}/`, folder).href);
}

// Opens all bundles that load. The first of them brings the program for all.
async function load() {
  const found = await bundles();
  let reason = new Error("There is no search index.");
  while (found.length) {
    const bundle = found.shift();
    try {
      const { createInstance } = await import(new URL("pagefind.js", bundle));
      const open = async (basePath) => {
        const index = createInstance({ basePath });
        await index.search("");
        return index;
      };
      const first = await open(bundle);
      return [first, ...fulfilled(await Promise.allSettled(found.map(open)))];
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}

function fulfilled(settled) {
  return settled.filter(({ status }) => status === "fulfilled").map(({ value }) => value);
}

// The values of those promises that hold; where none does, the reason why.
async function holding(promises) {
  const settled = await Promise.allSettled(promises);
  const values = fulfilled(settled);
  if (settled.length && !values.length) {
    throw settled[0].reason;
  }
  return values;
}

function plain(text) {
  return text.normalize("NFD").replace(/[\p{M}\p{Pd}\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Ps}\s]/gu, "").toLowerCase();
}

// The words that Pagefind looks for. English ones are left out: it cuts off their endings.
function wordsOf(query) {
  if (!language.startsWith("zh")) {
    return query.split(/\s+/).map(plain).filter((word) => word && !/\p{Script=Latin}/u.test(word));
  }
  const segments = new Intl.Segmenter(language, { granularity: "word" }).segment(query);
  return Array.from(segments, ({ segment }) => plain(segment)).filter(Boolean);
}

// How many characters of a word were found in a result.
async function known(result, word) {
  const data = await result?.data().catch(() => undefined);
  const { raw_content: content, locations } = data ?? { raw_content: "", locations: [] };
  const words = content.split(content.includes("\u200B") ? "\u200B" : /\s+/);
  let most = 0;
  for (const location of locations) {
    const found = plain(words[location] ?? "");
    let length = 0;
    while (length < word.length && found[length] === word[length]) {
      length++;
    }
    most = Math.max(most, length);
  }
  return most;
}

// A bundle that lacks a word answers with what its beginning is found in, which one index of all pages does only if no
// page has the word. So of several bundles those count that know the most of each word.
async function agree(answers, query) {
  let agreed = answers;
  for (const word of /^\s*".+"\s*$/.test(query) ? [] : wordsOf(query)) {
    const lengths = await Promise.all(answers.map(({ results }) => known(results[0], word)));
    if (answers.some(({ results }, number) => results.length && lengths[number] < word.length)) {
      const alone = await Promise.all(answers.map(async ({ index }) => (await index.search(word)).results[0]));
      const most = await Promise.all(alone.map((result) => known(result, word)));
      agreed = agreed.filter((answer) => most[answers.indexOf(answer)] === Math.max(...most));
    }
  }
  return agreed;
}

/**
 * Search the published pages. What does not load of the index is left out; if nothing of it loads, this rejects.
 * @param {string} query what the reader typed
 * @param {{limit?: number, filters?: object}} [options] how many results to describe (0: addresses of all), and filters
 * @returns {Promise<{total: number, results: {url: string, title: string, excerpt: string, anchor: string}[]}>}
 */
export async function search(query, { limit = 10, filters = {} } = {}) {
  indexes ??= load();
  const opened = await indexes.catch((error) => {
    indexes = undefined;
    throw error;
  });
  const asked = opened.map(async (index) => ({ index, results: (await index.search(query, { filters })).results }));
  const answers = await holding(asked);
  const counted = answers.length > 1 ? await agree(answers, query ?? "") : answers;
  const found = counted.flatMap(({ results }) => results).sort((one, other) => other.score - one.score);
  const shown = limit ? found.slice(0, limit) : found;
  return { total: found.length, results: await holding(shown.map((result) => describe(result, limit))) };
}

async function describe(result, limit) {
  const data = await result.data();
  const url = data.raw_url ?? data.url;
  if (!limit) {
    return { url, title: "", excerpt: "", anchor: "" };
  }
  const part = data.sub_results?.find((sub) => sub.anchor) ?? {};
  return { url, title: data.meta.title ?? "", excerpt: part.excerpt ?? data.excerpt, anchor: part.anchor?.id ?? "" };
}
