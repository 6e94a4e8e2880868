/**
 * The shapes that scripts share. Read by the type check of `make lint` alone; nothing of this
 * is served. What a phone sends is checked against survey/interview/content.json and openapi.json.
 */

/** Names and values, as a form posts them. */
type Pairs = [string, string][];

/* Questionnaires */

type Answer = string | string[];
type Answers = Record<string, any>;

/** One operator and its operand. */
type Rule = Record<string, any>;

interface Question {
  key: string;
  ask_if?: Rule;
  type?: string;
  allow?: string[];
  min?: string;
  max?: string;
  decimals?: number;
  constraint?: {rule: Rule; message: Record<string, string>};
}

interface Ending {
  if: Rule;
  after: string;
  outcome?: string;
}

interface Definition {
  sections: {questions: Question[]}[];
  endings?: Ending[];
}

/** The questions that are asked, in order, and the ending that stopped it. */
interface Path {
  path: string[];
  ending?: Ending;
}

/* The form of residents */

/** Unsent answers, as the device keeps them. */
interface Kept {
  ticket: string;
  given: Pairs;
  step: number;
  sending: boolean;
}

/** What came back: `page` is one of ours, with what needs fixing; neither where it was not. */
interface Posted {
  receipt?: string;
  page?: string;
}

interface SenderListener {
  state: (name: "sending" | "unsent" | "") => void;
  receipt: (url: string) => void;
  page: (html: string) => void;
}

interface StepsOptions {
  /** The phone's own back button goes back one part. */
  history: boolean;
  moved: (at: number) => void;
  /** Returns the first question of a part with more to fix. */
  check?: (part: HTMLElement) => HTMLElement | undefined;
}

/* The server */

interface Reply {
  /** The answer came from this program, and not from something in its place. */
  ours: boolean;
  status: number;
  data: any;
  /** Of the first problem the server reported, else empty. */
  code: string;
}

/** What the server tells of somebody who signed in. */
interface SignedIn {
  enumerator: {name: string; demo: boolean};
  device: string;
  token: string;
  reader: string;
}

interface RoundKey {
  key_id: string;
  public: string;
}

interface Round {
  code: string;
  name: string;
  state: string;
  demo: boolean;
  key: RoundKey;
}

interface Unit {
  round: string;
  unit: string;
  unit_name: string;
  institution: string;
  target: number;
  outcomes: Record<string, number>;
  questionnaire: string;
  version: string;
  consent: Record<string, {paragraphs: string[]; agree: string; text_sha256: string}>;
}

/** What an enumerator goes out with. */
interface Work {
  rounds: Round[];
  assignments: Unit[];
}

interface Result {
  id: string;
  sha256: string;
  status: string;
  problems?: {code: string; message: string}[];
}

/* Locks and seals */

/** `phone` cannot be taken out of the browser. */
interface PinLock {
  salt: string;
  rounds: number;
  phone: CryptoKey;
}

interface Box {
  iv: string;
  ct: string;
}

interface SealedItem {
  id: string;
  round: string;
  sha256: string;
  key_id: string;
  sealed: {epk: string; iv: string; ct: string};
}

/** Somebody who is unlocked. */
interface Session {
  name: string;
  key: CryptoKey;
  reader: string;
}

/* What the phone keeps */

interface Person {
  name: string;
  device: string;
  token: string;
  demo: boolean;
  lock: PinLock;
  secret: Box;
  work?: Work;
  fetched_at?: string;
}

/** A questionnaire of a version, drawn in each language. */
interface KeptForm {
  key: string;
  definition: Definition;
  forms: Record<string, string>;
}

/** What names the version of a questionnaire. */
interface VersionOf {
  questionnaire: string;
  version: string;
}

/** What decides whether an interview counts for a unit. */
interface DoneItem {
  round: string;
  unit: string;
  outcome: string;
  status?: string;
}

/** Whose interview, and where. */
interface About {
  id: string;
  by: string;
  round: string;
  unit: string;
}

interface QueueItem extends SealedItem {
  by: string;
  unit: string;
  outcome: string;
  finished_at: string;
  tries: number;
  problem: string;
}

interface DraftRecord extends About {
  questionnaire: string;
  version: string;
  revises: string | null;
  changed_at: string;
  /** Locked for whoever has the PIN. */
  box: Box;
  /** Sealed as it stands, so that nothing can be lost. */
  sealed: QueueItem;
}

interface SentItem extends About {
  outcome: string;
  at: string;
  status: string;
}

interface ReturnedItem extends About {
  at: string;
  status: string;
  problems: {message: string}[];
  correctable?: boolean;
}

interface RemovedItem {
  id: string;
  by: string;
  reason: string;
  at: string;
}

interface SyncSetting {
  name: string;
  batch: number;
  ended: SyncState | "";
}

/** The stores of the database, by name. */
interface Stores {
  people: Person;
  forms: KeptForm;
  drafts: DraftRecord;
  queue: QueueItem;
  sent: SentItem;
  returned: ReturnedItem;
  removed: RemovedItem;
  settings: {name: string; [member: string]: any};
}

type SyncState = "sent" | "failed" | "revoked" | "signed_out";

/* QR codes */

/** Rows of modules, true is dark. */
type Matrix = boolean[][];

/** Flips a module where it returns 0. */
type Mask = (row: number, column: number) => number;

/* An interview */

/** How the part that may be answered unseen is answered; "": nothing chosen yet. */
type Hand = "" | "aloud" | "open" | "done";

interface Consent {
  text_sha256: string;
  at: string;
}

/** Latitude, longitude and accuracy in metres. */
type Place = Record<string, string>;

interface Draft {
  id: string;
  by: string;
  round: string;
  unit: string;
  questionnaire: string;
  version: string;
  language: string;
  started_at: string;
  finished_at: string;
  key: RoundKey | undefined;
  consent: Consent | null;
  given: Pairs;
  answers: Answers;
  step: number;
  note: string;
  location: Place | null;
  hand: Hand;
  saves: number;
  receipt: string;
  salt: string;
  revises: string | null;
  /** The unit, as it was when the interview was begun. */
  place?: Unit;
}

/** The content that is sealed: survey/interview/content.json. */
interface Content extends VersionOf {
  round: string;
  unit: string;
  language: string;
  started_at: string;
  finished_at: string;
  outcome: string;
  consent: Consent | null;
  answers: Answers;
  location: Place | null;
  paradata: Record<string, string>;
  receipt: string;
  salt: string;
  revises: string | null;
}

interface InterviewFrame {
  unit: Unit;
  form: KeptForm;
  /** Lets another page open this interview. */
  release: () => void;
}

interface InterviewListener {
  finished: (item: QueueItem, draft: Draft) => void;
  rescued: () => void;
}

interface HandOverListener {
  state: () => Hand;
  /** Saves. */
  set: (hand: Hand) => void;
  next: () => void;
}

interface HomeListener {
  begin: (unit: Unit) => void;
  resume: (draft: DraftRecord) => void;
}

/** The app, as its parts know it. */
interface AppParts {
  /** Who is unlocked. */
  session: Session | undefined;
  screens: import("./field/screens.js").Screens;
  entry: import("./field/entry.js").Entry;
  interviews: import("./field/interviews.js").Interviews;
  sending: import("./field/sending.js").Sending;
  /** Says so where the phone does not do what it should. */
  guarded: (act: () => unknown) => Promise<void>;
  refresh: () => Promise<void>;
}

/** What the types of a page do not know of a service worker. */
interface WorkerEvent extends Event {
  request: Request;
  data: unknown;
  tag: string;
  waitUntil: (done: Promise<unknown>) => void;
  respondWith: (answer: Promise<Response>) => void;
}

interface WorkerScope {
  addEventListener: (type: string, act: (event: WorkerEvent) => void) => void;
  skipWaiting: () => Promise<void>;
  clients: {claim: () => Promise<void>};
}

/** What the worker keeps; the server writes it before the script. */
declare const PRECACHE: {version: string; urls: string[]};
