// Style sheets of the console, which only the bundler of these pages takes.

declare module "*.css";
