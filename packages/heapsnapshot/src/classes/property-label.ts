/** A property's name as it stands in the name of an interface: quoted where it holds what separates names there. */
export function propertyLabel(property: string): string {
  return /[,'"{}]/.test(property) ? JSON.stringify(property) : property;
}
