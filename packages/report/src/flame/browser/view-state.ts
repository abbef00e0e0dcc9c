/** Which side of a comparison boxes are as wide as. */
export type WidthMode = 'after' | 'before' | 'union';

/** What the reader has set; all of it stands in the hash of the page's address, so that a view can be sent to others. */
export interface ViewState {
  /** Node that fills the width. */
  readonly zoom: number;
  /** Node with the cursor; -1 for none. */
  readonly selected: number;
  readonly query: string;
  /** Root at the bottom. */
  readonly flame: boolean;
  /** Siblings by name rather than the largest first. */
  readonly byName: boolean;
  readonly width: WidthMode;
}

/** Reads {@link writeHash}'s text; whatever does not hold is as at the start. */
export function readHash(hash: string, nodes: number): ViewState {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const node = (name: string, otherwise: number): number => {
    const text = fields.get(name) ?? '';
    return /^\d{1,9}$/.test(text) && Number(text) < nodes ? Number(text) : otherwise;
  };
  const width = fields.get('width');
  return {
    zoom: node('zoom', 0),
    selected: node('at', -1),
    query: (fields.get('q') ?? '').slice(0, 500),
    flame: fields.get('root') === 'bottom',
    byName: fields.get('order') === 'name',
    width: width === 'before' || width === 'union' ? width : 'after',
  };
}

/** `#zoom=12&q=session`; only what differs from the start. */
export function writeHash({ zoom, selected, query, flame, byName, width }: ViewState): string {
  const fields = new URLSearchParams();
  if (zoom > 0) fields.set('zoom', String(zoom));
  if (selected > 0 && selected !== zoom) fields.set('at', String(selected));
  if (query !== '') fields.set('q', query);
  if (flame) fields.set('root', 'bottom');
  if (byName) fields.set('order', 'name');
  if (width !== 'after') fields.set('width', width);
  return `#${fields.toString()}`;
}
