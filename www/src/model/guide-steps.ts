// The seven steps of the guide.

export const STEPS = ["account", "application", "subscription", "approval", "credentials", "token", "call"] as const;

export type StepName = (typeof STEPS)[number];
