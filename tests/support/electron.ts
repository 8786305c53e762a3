// Changes when tests start the desktop otherwise than the tour does.
export { desktopArguments, launchDesktop, type LaunchOptions } from '../../build/launch.ts';
