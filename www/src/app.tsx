// The page around the screens: its language, its colours, its landmarks, and which screen is shown.

import type { ComponentType } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { ConnectScreen } from "./connect/connect-screen.tsx";
import { Announcer } from "./frame/announcer.tsx";
import { Header } from "./frame/header.tsx";
import { later } from "./frame/later.tsx";
import { ReloadNote } from "./frame/reload-note.tsx";
import { Narrator } from "./frame/narrator.tsx";
import { ScreenTitle } from "./frame/screen-title.tsx";
import { SkipLink } from "./frame/skip-link.tsx";
import { StatusBar } from "./frame/status-bar.tsx";
import { whenIdle } from "./idle.ts";
import { SpeechContext, speechIn, useSpeech } from "./language.ts";
import type { Language } from "./messages/index.ts";
import { keep, type Kept, kept, languageOfBrowser } from "./model/kept.ts";
import type { Settings } from "./model/settings.ts";
import type { State } from "./model/state.ts";
import { type ConsoleModel, useConsole } from "./model/use-console.ts";
import { type Place, type Screen, usePlace } from "./screens.ts";
import { useTheme } from "./theme.ts";

type ScreenProps = { model: ConsoleModel };

const GuideScreen = later<ScreenProps>(() => import("./guide/guide-screen.tsx").then((it) => it.GuideScreen));
const ExploreScreen = later<ScreenProps & { named: string | undefined }>(() =>
  import("./explore/explore-screen.tsx").then((it) => it.ExploreScreen),
);
const RunsScreen = later<ScreenProps>(() => import("./runs/runs-screen.tsx").then((it) => it.RunsScreen));
const HistoryScreen = later<ScreenProps>(() => import("./history/history-screen.tsx").then((it) => it.HistoryScreen));
const TrafficScreen = later<ScreenProps>(() => import("./traffic/traffic-screen.tsx").then((it) => it.TrafficScreen));
const LATER = [GuideScreen, ExploreScreen, RunsScreen, HistoryScreen, TrafficScreen];

/** What whoever embeds the console shows above its screens. */
export type Aside = ComponentType<{ model: ConsoleModel; screen: Screen }>;

export function App({ settings, aside }: { settings: Settings; aside?: Aside }) {
  const [before] = useState(kept);
  const [language, setLanguage] = useState<Language>(() => before.language ?? settings.language ?? languageOfBrowser());
  const speech = useMemo(() => speechIn(language), [language]);
  return (
    <SpeechContext.Provider value={speech}>
      <Announcer>
        <Page
          settings={settings}
          before={before}
          aside={aside}
          onLanguage={(chosen) => {
            setLanguage(chosen);
            keep({ language: chosen });
          }}
        />
      </Announcer>
    </SpeechContext.Provider>
  );
}

interface PageProps {
  settings: Settings;
  /** What was kept before the page was loaded. */
  before: Kept;
  aside: Aside | undefined;
  onLanguage: (language: Language) => void;
}

function Page({ settings, before, aside: Above, onLanguage }: PageProps) {
  const { language, t } = useSpeech();
  const place = usePlace();
  const { screen } = place;
  const [theme, setTheme] = useTheme(before.theme);
  const model = useConsole(settings, language, before);
  useKept(model.state);
  useEffect(() => whenIdle(() => LATER.forEach(({ fetch }) => void fetch())), []);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${t(`screen.${screen}`)} – ${t("page.title")}`;
  }, [screen, t]);
  return (
    <>
      <SkipLink />
      <Narrator state={model.state} />
      <Header screen={screen} theme={theme} onLanguage={onLanguage} onTheme={setTheme} />
      <StatusBar model={model} />
      <ReloadNote before={before} bringsContract={settings.contract !== null} />
      {Above && <Above model={model} screen={screen} />}
      <main>
        <ScreenTitle screen={screen} />
        <CurrentScreen place={place} model={model} />
      </main>
      <footer class="page-footer">
        <p>{t(settings.isLocal ? "page.footer" : "page.footer.static")}</p>
      </footer>
    </>
  );
}

/** Keeps what a reload may keep: the environment, the route and the name of the contract, never what was typed. */
function useKept({ form, route, contract, token, exchanges, settings }: State): void {
  const isReadyMade = form.environment === "simulator" && form.application !== "";
  const isTyped = !isReadyMade && Object.values(form.values).some((value) => value !== "");
  const hasMore = isTyped || (token !== undefined && !isReadyMade) || exchanges.length > 0;
  const name = settings.contract === null ? contract?.name : undefined;
  const { environment } = form;
  useEffect(() => keep({ environment, route, contract: name, hasMore }), [environment, route, name, hasMore]);
}

function CurrentScreen({ place: { screen, operation }, model }: { place: Place; model: ConsoleModel }) {
  switch (screen) {
    case "connect":
      return <ConnectScreen model={model} />;
    case "guide":
      return <GuideScreen model={model} />;
    case "explore":
      return <ExploreScreen model={model} named={operation} />;
    case "runs":
      return <RunsScreen model={model} />;
    case "history":
      return <HistoryScreen model={model} />;
    case "traffic":
      return <TrafficScreen model={model} />;
  }
}
