import {saveDraft} from "./draft.js";
import {byId, when} from "./screen.js";

/** Saves the draft on the screen. While one save runs, the next waits and takes the newest with it. */
export class Saver {
  /**
   * @param {Session} session
   * @param {Draft} draft changed in place between saves
   */
  constructor(session, draft) {
    this.session = session;
    this.draft = draft;
    this.dirty = false;
    /** The last save failed: the phone has no room. */
    this.failed = false;
    /** Nothing is saved any more. */
    this.over = false;
    /** @type {Promise<void> | undefined} */
    this.running = undefined;
  }

  /** @returns {Promise<void>} ends when the newest is saved, or could not be */
  save() {
    this.dirty = true;
    this.running ??= this.saveAll().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  async saveAll() {
    try {
      while (this.dirty && !this.over) {
        this.dirty = false;
        when("saved", false);
        await saveDraft(this.session, this.draft);
      }
      this.failed = false;
      when("saved", true);
    } catch {
      this.failed = true;
    }
    byId("full").hidden = !this.failed;
  }

  /** Saves nothing more, and waits for a save that runs. */
  async stop() {
    this.over = true;
    await this.running;
  }
}
