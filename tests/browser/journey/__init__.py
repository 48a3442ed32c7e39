"""The steps of the first whole journey, each as a person takes it in the browser."""
