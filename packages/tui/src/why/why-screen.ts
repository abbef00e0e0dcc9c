import { safeText } from '@heaptide/report';
import type { WhyAnswer } from '@heaptide/targets';
import { type LinePiece, named, words } from '../drawing/line-pieces.js';
import { measure } from '../drawing/measured-text.js';
import type { SourcePlace } from '../detail/source-excerpt.js';
import type { KeyPress } from '../keys/key-machine.js';
import { pressHelp } from '../help/press-help.js';
import type { Screen, ScreenContext, ScreenWish } from '../screen/screen.js';
import { functionName } from '../sites/site-names.js';
import { composeWhy } from './compose-why.js';
import { type AskableSite, answerAbout } from './site-answer.js';
import { whyMarkdown } from './why-markdown.js';

/** Who keeps what a site makes, as the process answered. */
export class WhyScreen implements Screen {
  readonly #site: AskableSite;
  /** First line shown. */
  #top = 0;

  constructor(site: AskableSite) {
    this.#site = site;
  }

  press(press: KeyPress, context: ScreenContext): ScreenWish | 'done' | undefined {
    if (press.command === 'open') return { wish: 'detail', place: this.#site.place };
    if (press.command === 'back') return { wish: 'back' };
    const { length } = this.#lines(context);
    const top = pressHelp(this.#top, press, { length, page: context.height });
    if (top === undefined) return undefined;
    this.#top = top;
    return 'done';
  }

  body(context: ScreenContext): readonly string[] {
    const { width, height } = context;
    const lines = this.#lines(context);
    const top = this.#topOf(lines.length, height);
    return Array.from({ length: height }, (_, index) => lines[top + index] ?? ' '.repeat(width));
  }

  position(context: ScreenContext): readonly LinePiece[] {
    const { height, style } = context;
    const { length } = this.#lines(context);
    const top = this.#topOf(length, height);
    const name = safeText(`why: ${functionName(this.#site.place.function)}`, {
      ascii: style.ascii,
      limit: 40,
    });
    const part = length > height ? `lines ${top + 1}-${Math.min(length, top + height)} of ${length}` : '';
    return [named(measure(name)), ...(part === '' ? [] : [words(part)])];
  }

  markdown(context: ScreenContext): string {
    const answer = this.#answer(context);
    return answer === undefined ? `${NOT_ASKED}\n` : whyMarkdown(answer, this.#site.place);
  }

  place(): SourcePlace {
    return this.#site.place;
  }

  site(): AskableSite {
    return this.#site;
  }

  #answer({ state }: ScreenContext): WhyAnswer | undefined {
    return answerAbout(state.answers, this.#site.place);
  }

  #lines(context: ScreenContext): readonly string[] {
    const { width, style } = context;
    const answer = this.#answer(context);
    if (answer === undefined) return [` ${NOT_ASKED}`.padEnd(width)];
    return composeWhy({ answer, place: this.#site.place, width, style });
  }

  #topOf(length: number, height: number): number {
    return Math.max(0, Math.min(this.#top, length - height));
  }
}

const NOT_ASKED = 'the process was not asked about it yet';
