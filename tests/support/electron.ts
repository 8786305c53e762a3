// Changes when tests start the desktop otherwise than the tour does.
export {
  desktopArguments,
  desktopEnvironment,
  launchDesktop,
  type LaunchOptions,
} from '../../build/desktop.ts';
