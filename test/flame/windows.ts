import type { Browser, Page } from 'playwright-core';

export interface WindowOptions {
  readonly javaScriptEnabled: boolean;
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
}

/**
 * Windows of a browser, one for pages with scripts and one for those without. A new one takes a process of its own and most
 * of a second, so each is used for one page after the other; pages that keep nothing in the browser do not notice.
 */
export class Windows {
  readonly #browser: Browser;
  readonly #pages = new Map<boolean, Page>();

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** A window with nothing in it, the mouse in its corner. Whoever listened to the page before hears no more. */
  async blank({ javaScriptEnabled, colorScheme, width, height }: WindowOptions): Promise<Page> {
    const page = this.#pages.get(javaScriptEnabled) ?? (await this.#open(javaScriptEnabled));
    await page.goto('about:blank');
    await page.removeAllListeners(undefined, { behavior: 'wait' });
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.mouse.move(0, 0);
    return page;
  }

  /** Ends the browser. */
  close(): Promise<void> {
    return this.#browser.close();
  }

  async #open(javaScriptEnabled: boolean): Promise<Page> {
    const context = await this.#browser.newContext({ javaScriptEnabled, acceptDownloads: false });
    const page = await context.newPage();
    this.#pages.set(javaScriptEnabled, page);
    return page;
  }
}
