// The look of the site: VitePress's own, and a few rules over it.

import DefaultTheme from "vitepress/theme";
import "./site.css";

export default DefaultTheme;
