import type { OutputListener } from '../program/child-group.js';
import { agentTrouble, heapUrlIn } from '../program/program-urls.js';

export interface AgentListener {
  /** An agent serves at this `/debug/heap`. */
  readonly onUrl: (url: URL) => void;
  /** An agent says why it does not serve. Hostile text. */
  readonly onTrouble: (reason: string) => void;
}

/** Characters kept of a line that has not ended. */
const LONGEST_LINE = 4096;

/** Listens, in all that a program prints, for what the agents of its processes say. */
export function agentLines({ onUrl, onTrouble }: AgentListener): OutputListener {
  const begun = { stdout: '', stderr: '' };
  return (text, stream) => {
    const lines = (begun[stream] + text).split('\n');
    begun[stream] = lines.pop()!.slice(-LONGEST_LINE);
    for (const line of lines) {
      const url = heapUrlIn(line);
      const trouble = agentTrouble(line);
      if (url !== undefined) onUrl(new URL(url));
      else if (trouble !== undefined) onTrouble(trouble);
    }
  };
}
