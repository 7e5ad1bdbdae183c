/** The notice for a person who wants something that needs the server. */
export const OFFLINE = 'You are offline; this can be done when the connection is back.';
