/** The program that asks with a heap snapshot, as the builds name it, beside this module. */
export const SNAPSHOT_PROGRAM = new URL('./snapshot-asking-main.js', import.meta.url);
