// Stands in the bundle for the developer tools of React, which Ink would connect to.
export default { initialize: () => undefined, connectToDevTools: () => undefined };
