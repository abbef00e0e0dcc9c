import { Text } from 'ink';

/** One line that is composed already; Ink gives an empty one no height. */
export function TextLine({ text }: { readonly text: string }) {
  return <Text wrap="truncate">{text === '' ? ' ' : text}</Text>;
}
