/** What a thing in memory has at once and a thing behind a network only later. Callers await only what is a promise. */
export type MaybePromise<T> = T | Promise<T>;
