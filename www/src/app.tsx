// The page around the console: its language, its landmarks, and what is shown until the local server has answered.

import { useEffect, useMemo, useState } from "preact/hooks";
import { ConsoleView } from "./components/console-view.tsx";
import { FailureView } from "./components/failure-view.tsx";
import { Header } from "./components/header.tsx";
import { SpeechContext, speechIn, useSpeech } from "./language.ts";
import type { Language } from "./messages/index.ts";
import { type Failure, failureFrom } from "./model/failure.ts";
import { type Config, loadConfig } from "./model/local-server.ts";

type Loaded = { config: Config } | { failure: Failure } | undefined;

export function App() {
  const [language, setLanguage] = useState<Language>("fr");
  const speech = useMemo(() => speechIn(language), [language]);
  const loaded = useConfig(language);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = speech.t("page.title");
  }, [speech]);
  return (
    <SpeechContext.Provider value={speech}>
      <Header onLanguage={setLanguage} />
      <main>
        <Main loaded={loaded} />
      </main>
      <footer class="page-footer">
        <p>{speech.t("page.footer")}</p>
      </footer>
    </SpeechContext.Provider>
  );
}

function Main({ loaded }: { loaded: Loaded }) {
  const { t } = useSpeech();
  if (loaded === undefined) return <p>{t("page.loading")}</p>;
  if ("failure" in loaded) return <FailureView failure={loaded.failure} level={2} />;
  return <ConsoleView config={loaded.config} />;
}

/** Asked once, whatever the language does later. */
function useConfig(language: Language): Loaded {
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    loadConfig(language).then(
      (config) => setLoaded({ config }),
      (thrown: unknown) => setLoaded({ failure: failureFrom(thrown, language) }),
    );
  }, []);
  return loaded;
}
