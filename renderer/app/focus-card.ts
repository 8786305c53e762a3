// Changes when a click on a native notification brings the agent to what rings differently.

/** Puts the keyboard onto an offer or a handover that waits; its notification was clicked. */
export function focusCard(id: string): void {
  document.querySelector<HTMLElement>(`[data-rings="${CSS.escape(id)}"] button`)?.focus();
}
