/** How much the phone may keep, and whether it may be cleared. */

const NEARLY_FULL = 0.8;

/** @returns {Promise<{used: number, quota: number, low: boolean, kept: boolean}>} in megabytes */
export async function space() {
  const {usage = 0, quota = 0} = (await navigator.storage?.estimate?.()) ?? {};
  return {
    used: Math.round(usage / 1e6),
    quota: Math.round(quota / 1e6),
    low: quota > 0 && usage > quota * NEARLY_FULL,
    kept: (await navigator.storage?.persisted?.()) ?? false,
  };
}

/**
 * Asks the browser not to clear what is kept.
 *
 * @returns {Promise<boolean>} whether it agreed
 */
export async function persist() {
  return (await navigator.storage?.persist?.()) ?? false;
}
