import { expect, it } from 'vitest';
import { combineEvents } from '../src/combine-events.js';

interface Events {
  onStart?(name: string): void;
  onEnd?(): void;
}

it('tells all listeners in order, and only those who listen', () => {
  const told: string[] = [];
  const listen = (who: string) => (name: string) => void told.push(`${who} ${name}`);
  const combined = combineEvents<Events>([
    { onStart: listen('first') },
    { onEnd: () => void told.push('end') },
    { onStart: listen('second') },
    { onStart: listen('third') },
  ]);
  combined.onStart?.('x');
  combined.onEnd?.();
  expect(told).toEqual(['first x', 'second x', 'third x', 'end']);
});

it('has nothing for what nobody listens to, and nothing in between for a single listener', () => {
  const onEnd = () => undefined;
  expect(combineEvents<Events>([])).toEqual({});
  const combined = combineEvents<Events>([{}, { onEnd }]);
  expect(Object.keys(combined)).toEqual(['onEnd']);
  expect(combined.onEnd).toBe(onEnd);
});
