"""The forms of signing in and of changing the password."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm

# Passwords are not sent by mail here; the library's link would lead to a page that is closed.


class SignInForm(LoginForm):
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class PasswordForm(ChangePasswordForm):
    """The password so far, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""
