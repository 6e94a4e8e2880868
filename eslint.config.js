import js from "@eslint/js";
import jsdoc from "eslint-plugin-jsdoc";
import globals from "globals";

/** Functions that other modules import. */
const EXPORTED = ["ExportNamedDeclaration > FunctionDeclaration"];

/** What a script must not do, and what must be written beside what others import. */
export default [
  js.configs.recommended,
  {
    files: ["survey/static/js/**/*.js"],
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: "module",
      globals: {...globals.browser, PRECACHE: "readonly"},
    },
    linterOptions: {reportUnusedDisableDirectives: "error"},
    plugins: {jsdoc},
    rules: {
      "array-callback-return": "error",
      "consistent-return": "error",
      "default-param-last": "error",
      "eqeqeq": "error",
      "no-console": ["error", {allow: ["error"]}],
      "no-constructor-return": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-param-reassign": "error",
      "no-self-compare": "error",
      "no-shadow": "error",
      "no-template-curly-in-string": "error",
      "no-unused-expressions": "error",
      "no-unused-vars": ["error", {argsIgnorePattern: "^_"}],
      "no-use-before-define": ["error", {functions: false, classes: false}],
      "no-useless-return": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
      "jsdoc/check-param-names": "error",
      "jsdoc/check-tag-names": "error",
      "jsdoc/require-jsdoc": ["error", {publicOnly: true}],
      "jsdoc/require-param": ["error", {checkDestructuredRoots: false, contexts: EXPORTED}],
      "jsdoc/require-param-type": "error",
      "jsdoc/require-returns": ["error", {contexts: EXPORTED, forceRequireReturn: true}],
      "jsdoc/require-returns-type": "error",
    },
  },
];
