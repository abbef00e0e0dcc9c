export const drafts = new Map();

export function keepDraft(draft) {
  drafts.set(draft.id, draft);
}
