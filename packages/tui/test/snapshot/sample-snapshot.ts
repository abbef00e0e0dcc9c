import type {
  BrowseAnswer,
  BrowseQuestion,
  BrowseRow,
  OutlineRow,
  RetainingStep,
  SnapshotSource,
  SnapshotSummary,
} from '@heaptide/report/snapshot-browse';

const MIB = 2 ** 20;

type Rename = (name: string, place: number) => string;

/** What {@link SampleSnapshot} says of itself. */
export const SAMPLE_SUMMARY: SnapshotSummary = {
  nodeCount: 678_121,
  edgeCount: 2_061_004,
  total: 41 * MIB,
  classCount: 240,
  suspects: [
    {
      severity: 'accumulation',
      text: 'SessionRegistry.sessions (Map) holds 41,233 SessionRecord = 38.1 MiB of 41.0 MiB (93 %)',
      node: 11,
    },
    { severity: 'info', text: 'compiled code is 2.0 MiB of 41.0 MiB (5 %)', node: 12 },
  ],
};

/** A heap in which a registry keeps everything; names may be given other ones, to see what becomes of these. */
export class SampleSnapshot implements SnapshotSource {
  readonly summary: SnapshotSummary;
  readonly #rename: Rename;
  readonly #lines: Record<'classes' | 'dominators', OutlineRow[]> = { classes: [], dominators: [] };
  #arrangement = '';
  /** Questions, as they came. */
  readonly asked: BrowseQuestion[] = [];

  constructor(summary = SAMPLE_SUMMARY, rename: Rename = (name) => name) {
    this.summary = summary;
    this.#rename = rename;
  }

  answer<Question extends BrowseQuestion>(question: Question): BrowseAnswer<Question>;
  answer(question: BrowseQuestion): BrowseAnswer {
    this.asked.push(question);
    switch (question.kind) {
      case 'classes': {
        const arrangement = JSON.stringify(question.arrangement);
        if (this.#arrangement !== arrangement)
          this.#lines.classes = this.#classes(question.arrangement.filter);
        this.#arrangement = arrangement;
        return this.#page('classes', question);
      }
      case 'dominators':
        if (this.#lines.dominators.length === 0) this.#lines.dominators = this.#dominators();
        return this.#page('dominators', question);
      case 'toggle':
        this.#toggle(question.face, question.index);
        return undefined;
      case 'path':
        if (question.node === 404) throw new RangeError('there is no such object');
        return {
          subject: this.#node('SessionRecord', question.node, 1312, 0),
          index: question.index,
          length: 2,
          steps: this.#steps(question.node),
        };
    }
  }

  #page(face: 'classes' | 'dominators', { from, count }: { readonly from: number; readonly count: number }) {
    const lines = this.#lines[face];
    return { rows: lines.slice(from, from + count), from, length: lines.length };
  }

  #classes(filter: string): OutlineRow[] {
    const names = ['SessionRecord', 'Map', 'Array', '(string)', '(compiled code)', 'SessionRegistry'];
    const rows = Array.from({ length: this.summary.classCount }, (_, place) => {
      const retained = Math.round((38.1 * MIB) / (place + 1) ** 2);
      const name = this.#rename(names[place] ?? `Class${place}`, place);
      return this.#line(
        { kind: 'class', name, count: 41_233 - 170 * place, shallow: retained >> 2, retained },
        0,
      );
    });
    return rows.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()));
  }

  #dominators(): OutlineRow[] {
    const owners = ['SessionRegistry', 'system / NativeContext', 'Server', 'Map'];
    return owners.map((name, place) =>
      this.#line(this.#node(this.#rename(name, place), 11 + place, (38.2 * MIB) >> (4 * place), place), 0),
    );
  }

  #node(name: string, node: number, retained: number, place: number): BrowseRow {
    return { kind: 'node', name, node, id: 106_001 + 2 * place, count: 1, shallow: 56, retained };
  }

  #line(row: BrowseRow, depth: number, parent = -1): OutlineRow {
    return { ...row, depth, parent, standing: row.name === 'leaf' ? 'leaf' : 'closed' };
  }

  #toggle(face: 'classes' | 'dominators', index: number): void {
    const lines = this.#lines[face];
    const row = lines[index]!;
    if (row.standing === 'open') {
      lines[index] = { ...row, standing: 'closed' };
      let end = index + 1;
      while ((lines[end]?.depth ?? -1) > row.depth) end++;
      lines.splice(index + 1, end - index - 1);
      return;
    }
    lines[index] = { ...row, standing: 'open' };
    const depth = row.depth + 1;
    const group: BrowseRow = {
      kind: 'class',
      name: this.#rename('SessionRecord', 99),
      count: 41_233,
      shallow: 5 * MIB,
      retained: 38 * MIB,
    };
    const more: BrowseRow = { kind: 'more', name: '', count: 41_133, shallow: 9 * MIB, retained: 37 * MIB };
    lines.splice(
      index + 1,
      0,
      this.#line(group, depth, index),
      this.#line(this.#node('leaf', 30, 1312, 9), depth, index),
      this.#line(more, depth, index),
    );
  }

  #steps(node: number): RetainingStep[] {
    const step = (edge: string, name: string, at: number, retained: number, repeats = 1): RetainingStep => ({
      edge: this.#rename(edge, at),
      name: this.#rename(name, at),
      node: at,
      id: 2 * at + 1,
      retained,
      repeats,
    });
    return [
      step('', '(GC roots)', 1, 41 * MIB),
      step('(Global handles)', 'system / Context', 4, 40 * MIB),
      step('context registry', 'SessionRegistry', 11, 38.2 * MIB),
      step('.sessions', 'Map', 20, 38.1 * MIB),
      step('._idlePrev', 'Timeout', 21, 2 * MIB, 124),
      step('value for key "…"', 'SessionRecord', node, 1312),
    ];
  }
}
