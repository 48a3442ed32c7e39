"""Commands about people."""

import click
import sqlalchemy as sa
from flask import current_app
from flask.cli import AppGroup

from accounts.domain import LONGEST_NAME, Role, clean_user_name, person_name_mistake, user_name_mistake
from accounts.models import Person
from accounts.service import create_person, grant_roles, own_password, second_factor
from core import clock, db
from law.vietnamese import equal_text

people = AppGroup("people", help="People and their sign-in.")


@people.command("add-admin")
@click.option("--name", required=True, help="Họ và tên.")
@click.option("--user-name", required=True, help="Tên đăng nhập, ví dụ lan.nong.")
@click.option("--reset-second-factor", is_flag=True, help="Gỡ xác thực hai lớp của người mất điện thoại.")
def add_admin(name: str, user_name: str, reset_second_factor: bool) -> None:
    """Make a person an administrator and print a one-time link (24 hours) that sets the password.

    A user name that exists keeps its person, who is named: so an administrator who forgot the password gets in again.
    """
    user_name = clean_user_name(user_name)
    if mistake := user_name_mistake(user_name):
        raise click.ClickException(f"--user-name={user_name}: {mistake}")
    if mistake := person_name_mistake(name):
        raise click.ClickException(f"--name={name}: {mistake}")
    if len(name) > LONGEST_NAME:
        raise click.ClickException(f"--name: hãy ghi họ và tên, nhiều nhất {LONGEST_NAME} ký tự.")
    session, at = db.session(), clock.now()
    with db.transaction(session):
        person = session.scalar(sa.select(Person).where(Person.user_name == user_name))
        is_known = person is not None
        if person is None:
            person = create_person(
                session, None, full_name=name, user_name=user_name, roles=[Role.ADMINISTRATOR], at=at
            )
        elif not equal_text(person.full_name, name, ignore_case=True):
            raise click.ClickException(
                f'Tên đăng nhập {user_name} là của {person.full_name}. Nếu đúng người này, hãy ghi --name "{person.full_name}";'
                " nếu là người khác, hãy chọn tên đăng nhập khác. Chưa có gì thay đổi."
            )
        elif Role.ADMINISTRATOR.value not in person.roles:
            roles = {grant.role for grant in person.grants} | {Role.ADMINISTRATOR}
            grant_roles(session, None, person, roles, at)
        if reset_second_factor:
            second_factor.switch_off(session, None, person, at)
        token = own_password.make_link(session, None, person, at)
    click.echo(f"{current_app.extensions['settings'].public_url}/dat-mat-khau/{token}")
    if is_known:
        click.echo(f"{person.full_name} đã có tài khoản; từ nay là quản trị viên.", err=True)
    click.echo("Liên kết dùng được một lần, trong 24 giờ. Hãy mở nó trên máy của người quản trị.", err=True)
