import type { CaptureFigures, Frame, Outlook, SiteReport } from '@heaptide/growth';
import type { SiteCalls } from '@heaptide/report/browse';
import type { WhyAnswer } from '@heaptide/targets';
import type { SourceExcerpt } from './source-excerpt.js';

/** All that is known of one function. Plain data of raw text, from whatever thread. */
export interface DetailModel {
  readonly frame: Frame;
  /** What the captures say of it; absent of a function that is no allocation site, as most callers are. */
  readonly site: SiteReport | undefined;
  /** What growth is divided by: the name of a work counter, or `second`. */
  readonly unit: string;
  /** Of the series that {@link site} is about. */
  readonly captures: readonly CaptureFigures[];
  /** Mean bytes between two samples; 0 when unknown. */
  readonly interval: number;
  /** Of the newest capture; absent until its profile has been read. */
  readonly calls: SiteCalls | undefined;
  /** Around the function at the cursor, or one that was there before. */
  readonly source: SourceExcerpt | undefined;
  /** What costs the watched process something may be offered. */
  readonly costly: boolean;
  /** What the process answered to who keeps what it makes; absent where it was not asked. */
  readonly answer: WhyAnswer | undefined;
  /** The other sites of the lock-step group. */
  readonly companions: readonly Frame[];
  /** Of the process, where it is a finding that fills the memory. */
  readonly outlook: Outlook | undefined;
  /** By component. */
  readonly versions: Readonly<Record<string, string>>;
}
