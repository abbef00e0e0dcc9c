import type { ServerResponse } from 'node:http';
import type { WebPage } from '@heaptide/report/web';

/** What a request is answered with. */
export interface WebAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Nothing is kept, framed, or read by other sites. */
const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

export function pageAnswer(status: number, { html, policy }: WebPage): WebAnswer {
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy };
  return { status, headers, body: html };
}

export function textAnswer(status: number, text: string): WebAnswer {
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: `${text}\n` };
}

/** The location comes from the address of a request, where Node admits no line ends. */
export function redirection(status: 301 | 307, location: string): WebAnswer {
  return { status, headers: { Location: location }, body: '' };
}

export function wrongMethod(allowed: readonly string[]): WebAnswer {
  const { status, headers, body } = textAnswer(405, 'method not allowed');
  return { status, headers: { ...headers, Allow: allowed.join(', ') }, body };
}

export function sendAnswer(response: ServerResponse, { status, headers, body }: WebAnswer): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const length = status === 204 ? {} : { 'Content-Length': bytes.length };
  response.writeHead(status, { ...SAFE_HEADERS, ...headers, ...length }).end(bytes);
}
