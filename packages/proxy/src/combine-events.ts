type Listener = (event: unknown) => void;

/**
 * One object of listeners that tells all of `listeners`, in order, what any of them wants to know. What nobody listens to
 * it does not have, and what one listens to is handed on to no one in between.
 */
export function combineEvents<Events extends object>(listeners: readonly Events[]): Partial<Events> {
  const combined: Record<string, Listener> = {};
  for (const each of listeners) {
    for (const [name, listener] of Object.entries(each) as [string, Listener | undefined][]) {
      if (listener === undefined) continue;
      const earlier = combined[name];
      combined[name] = earlier === undefined ? listener : both(earlier, listener);
    }
  }
  return combined as Partial<Events>;
}

function both(first: Listener, second: Listener): Listener {
  return (event) => {
    first(event);
    second(event);
  };
}
