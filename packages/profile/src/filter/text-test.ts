/** What filters ask of a pattern; a compiled regexp is one. */
export interface TextTest {
  test(text: string): boolean;
}
