import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaptideError, type Profile, writeProfile } from '@heaptide/profile';
import type { PprofOptions } from '@heaptide/report/pprof';
import { renderWebError, renderWebPage, type WebSurroundings, type WebView } from '@heaptide/report/web';
import type { Talk } from '../pprof-context.js';
import { pprofError } from '../pprof-error.js';
import { type AccessRules, refuse } from './access.js';
import { configMenu } from './config-menu.js';
import { RenderQueue } from './render-queue.js';
import type { SettingsFile } from './settings-file.js';
import { optionsFromQuery } from './url-options.js';
import {
  pageAnswer,
  redirection,
  sendAnswer,
  textAnswer,
  type WebAnswer,
  wrongMethod,
} from './web-answer.js';

/** What the pages are made of, and what they may touch. */
export interface WebHandlerOptions {
  readonly profile: Profile;
  /** Those of the command line. */
  readonly options: PprofOptions;
  readonly access: AccessRules;
  /** Absent where the user has no place for settings. */
  readonly settings: SettingsFile | undefined;
  readonly readSource: WebSurroundings['readSource'];
  readonly workingDirectory: string;
  /** Draws dot text as SVG. */
  readonly drawGraph: (dot: string, signal: AbortSignal) => Promise<string>;
  readonly talk: Talk;
  /** By default {@link LONGEST_RENDER_MS}. */
  readonly longestRenderMs?: number;
}

interface WebRequest {
  readonly method: string;
  readonly path: string;
  /** With its question mark; `''` for none. */
  readonly search: string;
  readonly query: URLSearchParams;
  /** Aborted when nobody waits for the answer any longer. */
  readonly gone: AbortSignal;
}

const VIEWS: ReadonlySet<string> = new Set<WebView>(['flamegraph', 'graph', 'peek', 'source', 'top']);
const DEFAULT_VIEW = 'flamegraph';
/** Two, so that a drawing that takes long does not keep the other views waiting. */
const QUEUE = { atOnce: 2, mostWaiting: 16 };
const LONGEST_RENDER_MS = 60_000;
const LONGEST_ADDRESS = 200_000;
const LONGEST_BODY = 65_536;

/** Answers the requests of the web UI. */
export function createWebHandler(
  options: WebHandlerOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const handler = new WebHandler(options);
  return (request, response) => {
    // No request needs a body; what comes is thrown away, and a long one with its connection.
    let received = 0;
    request.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received > LONGEST_BODY) request.destroy();
    });
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    handler.answer(request, gone.signal).then(
      (answer) => {
        if (!gone.signal.aborted) sendAnswer(response, answer);
      },
      (error: unknown) => {
        if (gone.signal.aborted) return;
        options.talk(`web: ${error instanceof Error ? error.message : 'unknown trouble'}`);
        sendAnswer(response, textAnswer(500, 'internal error'));
      },
    );
  };
}

class WebHandler {
  readonly #options: WebHandlerOptions;
  readonly #queue = new RenderQueue(QUEUE);

  constructor(options: WebHandlerOptions) {
    this.#options = options;
  }

  async answer(message: IncomingMessage, gone: AbortSignal): Promise<WebAnswer> {
    const refusal = refuse(message, this.#options.access);
    if (refusal !== undefined) return textAnswer(refusal.status, refusal.message);
    const { method = 'GET', url = '/' } = message;
    if (url.length > LONGEST_ADDRESS) return textAnswer(414, 'the address is too long');
    const mark = url.indexOf('?');
    const path = mark === -1 ? url : url.slice(0, mark);
    const search = mark === -1 ? '' : url.slice(mark);
    return this.#route({ method, path, search, query: new URLSearchParams(search), gone });
  }

  async #route(request: WebRequest): Promise<WebAnswer> {
    const { method, path, search } = request;
    if (path === '/ui/saveconfig') return method === 'POST' ? this.#save(request) : wrongMethod(['POST']);
    if (path === '/ui/deleteconfig') {
      const deletes = method === 'POST' || method === 'DELETE';
      return deletes ? this.#remove(request) : wrongMethod(['POST', 'DELETE']);
    }
    if (method !== 'GET' && method !== 'HEAD') return wrongMethod(['GET', 'HEAD']);
    if (path === '/ui') return redirection(301, `/ui/${search}`);
    if (!path.startsWith('/ui/')) return redirection(307, `/ui/${search}`);
    const name = path.slice('/ui/'.length);
    if (VIEWS.has(name)) return this.#view(name as WebView, request);
    switch (name) {
      case '':
      case 'flamegraph2':
      case 'flamegraphold':
        return redirection(301, `${DEFAULT_VIEW}${search}`);
      case 'download':
        return this.#download();
      case 'disasm':
        return this.#error(
          400,
          'a JavaScript profile names no machine code that could be disassembled',
          request,
        );
      default:
        return this.#error(404, `there is no page ${path}`, request);
    }
  }

  async #view(view: WebView, request: WebRequest): Promise<WebAnswer> {
    const { query, gone } = request;
    const { profile, readSource, workingDirectory, drawGraph, talk } = this.#options;
    const limit = this.#options.longestRenderMs ?? LONGEST_RENDER_MS;
    const late = AbortSignal.timeout(limit);
    const signal = AbortSignal.any([gone, late]);
    const progress: { isDrawing: boolean } = { isDrawing: false };
    const surroundings: WebSurroundings = {
      readSource,
      workingDirectory,
      talk,
      drawGraph: async (dot) => {
        progress.isDrawing = true;
        const svg = await drawGraph(dot, signal);
        progress.isDrawing = false;
        return svg;
      },
    };
    try {
      const options = optionsFromQuery(this.#options.options, query);
      const configs = await this.#configs(query);
      const page = await this.#queue.run(
        () => renderWebPage({ view, profile, options, query, configs }, surroundings),
        signal,
      );
      if (page !== 'busy') return pageAnswer(200, page);
      const busy = await this.#error(503, 'too many pages are being made at once: try again', request, view);
      return { ...busy, headers: { ...busy.headers, 'Retry-After': '5' } };
    } catch (error) {
      if (late.aborted) {
        const message = `not done after ${limit / 1000}s: focus on a part of the profile`;
        return this.#error(503, message, request, view);
      }
      if (!(error instanceof HeaptideError)) throw error;
      talk(error.message);
      return this.#error(progress.isDrawing ? 501 : 400, error.message, request, view);
    }
  }

  async #error(status: number, message: string, { query }: WebRequest, view?: WebView): Promise<WebAnswer> {
    const { profile } = this.#options;
    const configs = await this.#configs(query);
    const options = this.#optionsIfSound(query);
    const request = { profile, options, query, configs, ...(view !== undefined && { view }) };
    return pageAnswer(status, renderWebError(request, message));
  }

  /** With what the address sets, for what a page says about it; without, where that does not hold. */
  #optionsIfSound(query: URLSearchParams): PprofOptions {
    try {
      return optionsFromQuery(this.#options.options, query);
    } catch {
      return this.#options.options;
    }
  }

  /** A settings file that cannot be read must not keep anyone from their profile. */
  async #configs(query: URLSearchParams) {
    const { settings, options } = this.#options;
    const saved = settings === undefined ? [] : await settings.configs(options).catch(() => []);
    return configMenu(saved, query);
  }

  #save({ query }: WebRequest): Promise<WebAnswer> {
    const { options } = this.#options;
    return this.#change(async (settings) =>
      settings.save(query.get('config') ?? '', optionsFromQuery(options, query)),
    );
  }

  #remove({ query }: WebRequest): Promise<WebAnswer> {
    return this.#change((settings) => settings.remove(query.get('config') ?? ''));
  }

  async #change(act: (settings: SettingsFile) => Promise<void>): Promise<WebAnswer> {
    const { settings, talk } = this.#options;
    try {
      if (settings === undefined) throw pprofError('neither $XDG_CONFIG_HOME nor $HOME are defined');
      await act(settings);
    } catch (error) {
      if (!(error instanceof HeaptideError)) throw error;
      talk(error.message);
      return textAnswer(400, error.message);
    }
    return { status: 204, headers: {}, body: '' };
  }

  async #download(): Promise<WebAnswer> {
    const headers = {
      'Content-Type': 'application/vnd.google.protobuf+gzip',
      'Content-Disposition': 'attachment;filename=profile.pb.gz',
    };
    return { status: 200, headers, body: await writeProfile(this.#options.profile) };
  }
}
