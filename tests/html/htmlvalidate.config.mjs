// What html-validate looks for in the built pages: all of its presets that fit, the rest with the reason.
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    "doctype-style": ["error", { style: "lowercase" }], // both are right; the templates write it small
    "long-title": "off", // a report's title is its official one, however long
    "require-sri": ["error", { target: "crossorigin" }], // the pages load nothing from strangers: where they would, it is an error
    "no-inline-style": "error", // the policy would not let it through
    "valid-id": ["error", { relaxed: true }], // a cell's id is its address in the data file, dots and all
  },
};
