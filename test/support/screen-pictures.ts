import { screenSvg } from './screen-svg.js';
import type { SavedScreen, ScreenGrid } from './saved-screens.js';

export interface ScreenPicture {
  readonly screen: SavedScreen;
  /** Under `docs/images`. */
  readonly file: string;
  /** What the picture shows, for those who do not see it. */
  readonly title: string;
}

export const PICTURE_SIZE = { columns: 100, rows: 30 };

/** The screens as the documentation shows them. */
export const SCREEN_PICTURES: readonly ScreenPicture[] = [
  { screen: 'live', file: 'watch.svg', title: 'heaptide: what grows, by allocation site' },
  {
    screen: 'detail',
    file: 'detail.svg',
    title: 'heaptide: one site, its callers, its growth and its verdict',
  },
  { screen: 'diff', file: 'diff.svg', title: 'heaptide: what changed between two captures' },
  { screen: 'flame', file: 'flame-screen.svg', title: 'heaptide: growth by call path' },
  { screen: 'timeline', file: 'timeline.svg', title: 'heaptide: the heap after each collection' },
];

export function drawPicture(
  { screen, title }: ScreenPicture,
  screens: Readonly<Record<SavedScreen, ScreenGrid>>,
): string {
  return screenSvg(screens[screen], { title });
}
