/** What an order needs of its members, kept in them so that being in order costs no object of its own. */
export interface Ordered<T> {
  previous: T | undefined;
  next: T | undefined;
}

/** A list from the least to the most recently appended. A member is in one order at most. */
export class RecencyOrder<T extends Ordered<T>> {
  #oldest: T | undefined;
  #newest: T | undefined;

  get oldest(): T | undefined {
    return this.#oldest;
  }

  append(member: T): void {
    member.previous = this.#newest;
    if (this.#newest === undefined) this.#oldest = member;
    else this.#newest.next = member;
    this.#newest = member;
  }

  /** `member` must be in this order. */
  remove(member: T): void {
    const { previous, next } = member;
    if (previous === undefined) this.#oldest = next;
    else previous.next = next;
    if (next === undefined) this.#newest = previous;
    else next.previous = previous;
    member.previous = undefined;
    member.next = undefined;
  }

  clear(): void {
    this.#oldest = undefined;
    this.#newest = undefined;
  }
}
