import { describeMisfit, sniff } from '@heaptide/profile';
import { isNodeReport } from '../node-report/parse-node-report.js';

/** What a file is to be read as. `json`: an object of Kubernetes, or a log whose lines are JSON. */
export type EvidenceKind =
  | 'capture'
  | 'profile'
  | 'heap-snapshot'
  | 'node-report'
  | 'json'
  | 'log'
  /** Something else, `what` says what. */
  | { readonly what: string };

const SNAPSHOT_NAME = /\.(?:heapsnapshot|heaptimeline)(?:\.(?:gz|zst))?(?:\.(?:tmp|part))?$/;
const REPORT_NAME = /^report\.\d{8}\.\d{6}\..*\.json(?:\.gz)?$/;
const CAPTURE_NAME = /\.(?:pb|pprof)(?:\.gz)?(?:\.tmp)?$/;
const LOG_NAME =
  /(?:\.(?:log|txt|out|err|stderr|stdout)|log|messages|dmesg|\.log\.\d{1,3})(?:\.(?:gz|zst))?$/i;
const SOURCE_NAME = /\.(?:[cm]?[jt]sx?|map|md|html?|css|ya?ml|toml|lock)$/i;
const ELF = [0x7f, 0x45, 0x4c, 0x46];

/** Of an empty file, or one cut before its content says anything: what its name says that it was to be. */
export function kindByName(name: string): EvidenceKind | undefined {
  if (SNAPSHOT_NAME.test(name)) return 'heap-snapshot';
  if (REPORT_NAME.test(name)) return 'node-report';
  if (CAPTURE_NAME.test(name)) return 'capture';
  return LOG_NAME.test(name) ? 'log' : undefined;
}

/** What a file is, by its first unpacked bytes; its name helps where these leave it open. */
export function sniffEvidence(head: Uint8Array, name: string): EvidenceKind {
  const format = sniff(head);
  switch (format) {
    case 'heapsnapshot':
      return 'heap-snapshot';
    case 'heapprofile':
      return 'profile';
    case 'json':
      if (SNAPSHOT_NAME.test(name)) return 'heap-snapshot';
      return isNodeReport(new TextDecoder().decode(head)) || REPORT_NAME.test(name) ? 'node-report' : 'json';
    case 'text':
      return SOURCE_NAME.test(name) ? { what: 'text that is no log' } : 'log';
    case 'binary':
      if (ELF.every((byte, index) => head[index] === byte)) return { what: 'a core dump or a program' };
      return isMostlyText(head) && !CAPTURE_NAME.test(name) ? 'log' : 'capture';
    case 'empty':
      return kindByName(name) ?? { what: 'nothing: 0 bytes' };
    default:
      return {
        what: (describeMisfit(format, head) ?? format).replace(/^this is /, '').replace(/, not a .*$/, ''),
      };
  }
}

/** A log with a few bytes that text never holds, as colours and bars leave them. */
function isMostlyText(head: Uint8Array): boolean {
  let odd = 0;
  for (const byte of head) if (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b) odd++;
  return head.length >= 64 && odd / head.length < 0.02;
}
