/** Finds elements. What a script looks for stands in the templates; a test compares both. */

/**
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} root
 * @returns {T} the first one; where none is needed, say so with `?.` or `??`
 */
export function find(selector, root = document) {
  return /** @type {T} */ (root.querySelector(selector));
}

/**
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} root
 * @returns {T[]} all of them, in the order of the page
 */
export function findAll(selector, root = document) {
  return /** @type {T[]} */ ([...root.querySelectorAll(selector)]);
}

/**
 * @param {string} selector of something that can be filled in or ticked
 * @param {ParentNode} root
 * @returns {HTMLInputElement}
 */
export function input(selector, root = document) {
  return find(selector, root);
}
