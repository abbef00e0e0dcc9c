/**
 * What plain objects of one kind have in common. An object has the interface if it has all of these properties, whatever
 * else it has.
 */
export interface ObjectInterface {
  /** Such as `{id, user}`; long ones name only the first properties. Hostile text. */
  readonly name: string;
  /** In the order of the first object that has them; a property may be listed twice, as two symbols of one name are. */
  readonly properties: readonly string[];
}
