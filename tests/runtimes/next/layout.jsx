// The frame of every page of the application.

export const metadata = { title: "A page" };

/** @param {{ children: import("preact").ComponentChildren }} props */
export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
