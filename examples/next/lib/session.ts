// Who asks. This is where your login goes; here, anybody with a cookie is somebody.

export function sessionOf(cookie: string | null): { id: string } | undefined {
  const [, id] = /(?:^|; )session=(\w+)/.exec(cookie ?? "") ?? [];
  return id === undefined ? undefined : { id };
}
