// Changes when tests start the desktop differently than the tour does.
export { desktopArguments, launchDesktop, type LaunchOptions } from './desktop.ts';
