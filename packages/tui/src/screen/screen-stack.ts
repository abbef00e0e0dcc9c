import { ComparedSides } from '../diff/compared-sides.js';
import { DetailScreen } from '../detail/detail-screen.js';
import { DiffScreen } from '../diff/diff-screen.js';
import type { FunctionPlace } from '../engine/watch-engine.js';
import { FlameScreen } from '../flame/flame-screen.js';
import type { ScreenName } from '../keys/key-table.js';
import { LiveScreen } from '../live/live-screen.js';
import { TimelineScreen } from '../timeline/timeline-screen.js';
import type { AskableSite } from '../why/site-answer.js';
import { WhyScreen } from '../why/why-screen.js';
import type { Screen } from './screen.js';

export type ViewName = Exclude<ScreenName, 'detail' | 'why'>;

export interface ScreenStackOptions {
  readonly first: ViewName;
  readonly ascii: boolean;
  /** An answer of the engine has come. */
  readonly changed: () => void;
}

const VIEWS: readonly ViewName[] = ['live', 'diff', 'flame', 'timeline'];
/** Pages that lie one behind the other; beyond, the oldest is forgotten. */
const MOST_PAGES = 50;

/** What is opened above a view. */
interface Page {
  readonly name: Exclude<ScreenName, ViewName>;
  readonly screen: Screen;
}

/** The screens there are, and the way that led to the one that is shown. */
export class ScreenStack {
  readonly live: LiveScreen;
  readonly timeline = new TimelineScreen();
  /** The captures that diff and flame compare. */
  readonly sides = new ComparedSides();
  readonly #changed: () => void;
  readonly #views: Readonly<Record<ViewName, Screen>>;
  #view: ViewName;
  /** The pages that were opened one from the other, above the view; the last one is shown. */
  #pages: readonly Page[] = [];

  constructor({ first, ascii, changed }: ScreenStackOptions) {
    const { sides } = this;
    this.#changed = changed;
    this.#view = first;
    this.live = new LiveScreen({ ascii, changed });
    this.#views = {
      live: this.live,
      diff: new DiffScreen({ changed, sides }),
      flame: new FlameScreen({ changed, sides }),
      timeline: this.timeline,
    };
  }

  get name(): ScreenName {
    return this.#pages.at(-1)?.name ?? this.#view;
  }

  get shown(): Screen {
    return this.#pages.at(-1)?.screen ?? this.#views[this.#view];
  }

  show(view: ViewName): void {
    this.#view = view;
    this.#pages = [];
  }

  /** The view that is so many further in their row. */
  turn(by: number): void {
    const at = VIEWS.indexOf(this.#view) + by;
    this.show(VIEWS[(at + VIEWS.length) % VIEWS.length]!);
  }

  openDetail(place: FunctionPlace): void {
    this.#open({ name: 'detail', screen: new DetailScreen(place, { changed: this.#changed }) });
  }

  openWhy(site: AskableSite): void {
    this.#open({ name: 'why', screen: new WhyScreen(site) });
  }

  /** To where one came from; from a view to the first one. */
  back(): void {
    if (this.#pages.length === 0) this.#view = 'live';
    else this.#pages = this.#pages.slice(0, -1);
  }

  #open(page: Page): void {
    this.#pages = [...this.#pages, page].slice(-MOST_PAGES);
  }
}
