// Changes when tests start the desktop otherwise than the tour does.
export {
  attach,
  desktopArguments,
  desktopEnvironment,
  launchDesktop,
  type LaunchOptions,
} from '../../build/desktop.ts';
