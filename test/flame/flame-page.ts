import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import type { Windows } from './windows.js';

/** A page opened from a file, and whatever it did that it should not. */
export interface OpenPage {
  readonly page: Page;
  readonly address: string;
  /** Console messages, uncaught errors, dialogs, and requests for anything but the file. */
  readonly complaints: string[];
  /** Takes the file away. The page stays until its window is used again. */
  readonly close: () => void;
}

export interface OpenOptions {
  readonly hash?: string;
  readonly kind?: 'html' | 'svg';
  readonly javaScriptEnabled?: boolean;
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

export async function openFile(
  windows: Windows,
  text: string,
  {
    hash = '',
    kind = 'html',
    javaScriptEnabled = true,
    colorScheme = 'light',
    width = 1400,
    height = 800,
  }: OpenOptions = {},
): Promise<OpenPage> {
  const folder = mkdtempSync(join(tmpdir(), 'heaptide-flame-'));
  const file = join(folder, `flame.${kind}`);
  writeFileSync(file, text);
  const address = pathToFileURL(file).href;
  const page = await windows.blank({ javaScriptEnabled, colorScheme, width, height });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url().replace(/#.*$/s, '');
    if (url !== address && !url.startsWith('data:')) complaints.push(`request: ${url}`);
  });
  await page.goto(address + hash);
  if (javaScriptEnabled && kind === 'html')
    await page.waitForSelector('canvas[data-settled="true"]', { state: 'attached' });
  const close = () => rmSync(folder, { recursive: true, force: true });
  return { page, address, complaints, close };
}

/** The middle of a row's box, given where the box is in the whole width, from 0 to 1. */
export async function pointIn(page: Page, depth: number, part: number): Promise<{ x: number; y: number }> {
  const canvas = (await page.locator('canvas').boundingBox())!;
  return { x: canvas.x + canvas.width * part, y: canvas.y + 6 + depth * 22 + 11 };
}
