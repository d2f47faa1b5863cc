// The one door to full-text search: Pagefind's index of the pages in the language of the page that asks.

let engine;

async function load() {
  const pagefind = await import(new URL("../pagefind/pagefind.js", import.meta.url));
  await pagefind.init();
  return pagefind;
}

/**
 * Search the published pages.
 * @param {string} query what the reader typed
 * @param {{limit?: number, filters?: object}} [options] how many results to describe (0: addresses of all), and filters
 * @returns {Promise<{total: number, results: {url: string, title: string, excerpt: string, anchor: string}[]}>}
 */
export async function search(query, { limit = 10, filters = {} } = {}) {
  engine ??= load();
  const pagefind = await engine.catch((error) => {
    engine = undefined;
    throw error;
  });
  const found = await pagefind.search(query, { filters });
  const shown = limit ? found.results.slice(0, limit) : found.results;
  const results = await Promise.all(shown.map(async (result) => describe(await result.data(), limit)));
  return { total: found.results.length, results };
}

function describe(data, limit) {
  const part = data.sub_results?.find((sub) => sub.anchor) ?? {};
  const url = data.raw_url ?? data.url;
  if (!limit) {
    return { url, title: "", excerpt: "", anchor: "" };
  }
  return { url, title: data.meta.title ?? "", excerpt: part.excerpt ?? data.excerpt, anchor: part.anchor?.id ?? "" };
}
