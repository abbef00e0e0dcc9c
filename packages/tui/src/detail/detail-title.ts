import { isFinding, singular } from '@heaptide/growth';
import { longBytes, outlookText, rateWithInterval, signedLongBytes } from '@heaptide/report';
import { type LinePiece, words } from '../drawing/line-pieces.js';
import { fullPlace, functionName } from '../sites/site-names.js';
import { VERDICT_SIGNS } from '../sites/verdict-sign.js';
import type { DetailModel } from './detail-model.js';
import { errorText } from './growth-notes.js';
import { fillLine, type PaneSize, shortPiece } from './pane.js';

const LONGEST_RATE = 48;

/** The function and its verdict; its place and what it holds. */
export function composeTitle(model: DetailModel, size: PaneSize): readonly [string, string] {
  const { frame, site, outlook } = model;
  const { width, style } = size;
  const remark = site?.kind === undefined ? '' : ` (${site.kind})`;
  const name = shortPiece(functionName(frame.function) + remark, { width: Math.floor(width * 0.45), style });
  const held = heldPiece(model, size);
  const limit =
    outlook !== undefined && site !== undefined && isFinding(site) && width >= 100
      ? words(outlookText(outlook).replace(/ \(.*$/, ''))
      : words('');
  const place = shortPiece(fullPlace(frame), {
    width: Math.max(12, width - held.width - 6),
    style,
    keep: 'end',
  });
  return [
    fillLine([{ ...name, tone: 'strong' }, ...verdictPieces(model, size)], size, {
      gap: '   ',
      right: limit,
    }),
    fillLine([place], size, { gap: '   ', right: held }),
  ];
}

function verdictPieces({ site, unit }: DetailModel, size: PaneSize): readonly LinePiece[] {
  if (site === undefined) return [words('allocates nothing itself', 'dim')];
  const { sign, word, tone } = VERDICT_SIGNS[site.verdict];
  const { slope } = site;
  const waits = isFinding(site) && !site.confirmed ? ', not confirmed yet' : '';
  const perMinute = `${signedLongBytes(slope.perSecond * 60)}/min`;
  const growth =
    slope.perUnit === 0
      ? []
      : unit === 'second'
        ? [words(`${perMinute} by time only`)]
        : [
            shortPiece(`${rateWithInterval(slope)} per ${singular(unit)}`, { ...size, width: LONGEST_RATE }),
            words(perMinute),
          ];
  return [words(`${sign.trim()} ${word}${waits}`.trim(), tone), ...growth];
}

function heldPiece({ site, calls, interval }: DetailModel, { style }: PaneSize): LinePiece {
  const bytes = site === undefined ? calls?.cum.bytes : (site.inuseSpace.at(-1) ?? 0);
  if (bytes === undefined) return words('');
  const error = errorText(bytes, interval, style);
  return words(`${longBytes(bytes)}${error}${site === undefined ? ' below it' : ''} in use `);
}
