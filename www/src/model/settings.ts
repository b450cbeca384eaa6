// What the page is told by the server that it came from: the local server writes it into the page; plain files say
// "static".

export type EnvironmentName = "simulator" | "sandbox" | "production" | "other";

export interface Credentials {
  clientId: string;
  clientSecret: string;
}

/** One of the simulator's applications, which exist on this machine only. */
export interface Application extends Credentials {
  label: string;
  name: string;
}

/** The addresses of an environment. */
export interface Addresses {
  tokenUrl: string;
  apiUrl: string;
}

export interface Simulator extends Addresses {
  applications: Application[];
}

export interface Settings {
  /** Whether a local server is there to get tokens, which a page cannot. */
  isLocal: boolean;
  simulator: Simulator | null;
  /** The environment that the command was given. */
  other: Addresses | null;
  /** Where the contract is that the command was given. */
  contract: string | null;
  /** The language that the command was told by its option. */
  language: "fr" | "en" | null;
  /** The only environments there are; without it, all that can be reached. */
  environments?: readonly EnvironmentName[];
  /** Whether the page itself stands for the local server: it can do nothing that a page cannot. */
  isInPage?: boolean;
}

/** Whether there is a server that sends calls in the page's place, and goes through lists. */
export const hasServer = ({ isLocal, isInPage = false }: Settings): boolean => isLocal && !isInPage;

const PLAIN_FILES: Settings = { isLocal: false, simulator: null, other: null, contract: null, language: null };

const place = () => document.querySelector('meta[name="sne-console"]');

export function settingsInPage(): Settings {
  const content = place()?.getAttribute("content") ?? "static";
  if (content === "static") return PLAIN_FILES;
  return { isLocal: true, ...(JSON.parse(content) as Omit<Settings, "isLocal">) };
}

/** Takes the settings out of the page, where nothing else must find credentials, not even those of the simulator. */
export function readSettings(): Settings {
  const settings = settingsInPage();
  place()?.remove();
  return settings;
}
