const LOOK_EVERY_MS = 50;

/** Resolves as soon as `holds` does; rejects when it does not within the bound. */
export async function until(holds: () => boolean, timeoutMs = 60_000): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; !holds();) {
    if (Date.now() > deadline)
      throw new Error(`it did not come true within ${timeoutMs} ms: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
